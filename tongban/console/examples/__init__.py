"""示例: what an item must come to, recorded by filling in its real form."""
