"""What Rasa runs and what people reach it by: understanding, channels, pages, command line."""
