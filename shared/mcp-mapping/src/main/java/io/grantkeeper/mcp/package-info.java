/**
 * The AuthZEN binding for the Model Context Protocol (COAZ-MCP, a draft): what has to be asked before an MCP message takes
 * effect. For gateways and servers that enforce; the decision point itself needs none of it.
 */
@NullMarked
package io.grantkeeper.mcp;

import org.jspecify.annotations.NullMarked;
