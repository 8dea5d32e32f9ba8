/**
 * HTTP access from connectors to providers: requests and responses as values, and one client that enforces the rules
 * for calls.
 */
@NullMarked
package io.grantkeeper.connector.http;

import org.jspecify.annotations.NullMarked;
