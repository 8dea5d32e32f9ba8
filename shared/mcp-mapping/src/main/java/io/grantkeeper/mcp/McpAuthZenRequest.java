package io.grantkeeper.mcp;

import tools.jackson.databind.node.ObjectNode;

/**
 * A request to a decision point.
 *
 * @param path the path of the endpoint, for example {@code /access/v1/evaluation}
 * @param decisions the number of decisions to expect, all of which must be permits
 */
record McpAuthZenRequest(String path, ObjectNode body, int decisions) {}
