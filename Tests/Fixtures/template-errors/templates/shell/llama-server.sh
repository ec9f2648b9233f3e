#!/bin/bash
{{#arguments}}
# --{{flag}}{{#values}} {{.}}{{/values}}
{{/arguments}}
