package io.grantkeeper.testing.activity;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** A row of a provider's log. */
record GeneratedLogRow(String stream, Instant at, ObjectNode json) {}
