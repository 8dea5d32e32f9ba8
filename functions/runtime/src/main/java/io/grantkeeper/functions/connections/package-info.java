/**
 * Which provider tenants are watched, as the operator wrote it down, and how to open a session with one. A mistake in
 * one connection is told with its line and its mend, and never keeps the others from working.
 */
@NullMarked
package io.grantkeeper.functions.connections;

import org.jspecify.annotations.NullMarked;
