"""The screens: what a person sees and presses. The only folder but app.py that knows Streamlit."""
