/**
 * The activities of identities, as recorded in providers' logs. Each connector maps the rows of its own streams, so
 * that nothing else depends on a vendor's log format.
 */
@NullMarked
package io.grantkeeper.connector.activity;

import org.jspecify.annotations.NullMarked;
