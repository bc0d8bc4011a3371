"""The smallest true thing of each kind, made through the operations that people use."""
