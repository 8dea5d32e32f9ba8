/**
 * Activities: what a provider's log says that an identity did. Each connector maps the rows of its own streams, so that
 * nothing else knows a vendor's log format.
 */
@NullMarked
package io.grantkeeper.connector.activity;

import org.jspecify.annotations.NullMarked;
