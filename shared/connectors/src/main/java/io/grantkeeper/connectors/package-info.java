/**
 * The providers that Grantkeeper reads. Each has a package of its own with one public type, its connector; the registry
 * lists them all.
 */
@NullMarked
package io.grantkeeper.connectors;

import org.jspecify.annotations.NullMarked;
