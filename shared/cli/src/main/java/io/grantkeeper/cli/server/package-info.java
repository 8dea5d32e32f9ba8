/**
 * Reads the data for reports through the API of a server instead of from the table. The stores in this package only
 * read; {@link io.grantkeeper.cli.server.ConsoleApiClient} also sends the few changes that commands request.
 */
@NullMarked
package io.grantkeeper.cli.server;

import org.jspecify.annotations.NullMarked;
