/**
 * The configured provider tenants, and how to open sessions with them. If the configuration of a connection contains an
 * error, the report gives the line and the fix, and the other connections still work.
 */
@NullMarked
package io.grantkeeper.functions.connections;

import org.jspecify.annotations.NullMarked;
