/**
 * The AuthZEN binding for the Model Context Protocol (COAZ-MCP, a draft): which request must be permitted before an MCP
 * message takes effect. Enforcing gateways and servers use it; the decision point itself does not.
 */
@NullMarked
package io.grantkeeper.mcp;

import org.jspecify.annotations.NullMarked;
