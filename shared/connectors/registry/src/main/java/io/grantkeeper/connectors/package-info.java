/**
 * The registry of the providers that Grantkeeper reads. Each provider has its own package with one public type, the
 * connector.
 */
@NullMarked
package io.grantkeeper.connectors;

import org.jspecify.annotations.NullMarked;
