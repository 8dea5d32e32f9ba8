/** How connectors call providers: requests and answers as values, one client that keeps the rules. */
@NullMarked
package io.grantkeeper.connector.http;

import org.jspecify.annotations.NullMarked;
