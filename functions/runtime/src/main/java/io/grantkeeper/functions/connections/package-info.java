/**
 * The configured provider tenants, and how to open sessions with them. A mistake in one connection is reported with its
 * line and how to fix it, and does not stop the other connections.
 */
@NullMarked
package io.grantkeeper.functions.connections;

import org.jspecify.annotations.NullMarked;
