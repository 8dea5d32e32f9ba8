/**
 * The console: an API for people and programs, sign-in, and the static files of the browser application. It reads and
 * writes through the same use cases as the command line and the links that owners receive.
 */
@NullMarked
package io.grantkeeper.functions.console;

import org.jspecify.annotations.NullMarked;
