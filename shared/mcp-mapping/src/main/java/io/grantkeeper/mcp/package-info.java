/**
 * The AuthZEN binding for the Model Context Protocol (COAZ-MCP, a draft): it defines which request a decision point
 * must permit before an MCP message takes effect. Gateways and servers that enforce decisions use this package; the
 * decision point itself does not.
 */
@NullMarked
package io.grantkeeper.mcp;

import org.jspecify.annotations.NullMarked;
