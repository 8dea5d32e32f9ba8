/**
 * Reads what the commands report through the API of a server, in place of the table. The stores here are for reading:
 * {@link io.grantkeeper.cli.server.ServerClient} also sends the few changes that commands request.
 */
@NullMarked
package io.grantkeeper.cli.server;

import org.jspecify.annotations.NullMarked;
