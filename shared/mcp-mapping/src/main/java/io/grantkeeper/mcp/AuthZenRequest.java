package io.grantkeeper.mcp;

import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be asked.
 *
 * @param path of the API, for example {@code /access/v1/evaluation}
 * @param decisions how many answers have to come, all of them permits
 */
record AuthZenRequest(String path, ObjectNode body, int decisions) {}
