/**
 * Makes of a bundle what is in a container image: jars on one class path, the runtime client with this machine's native
 * part alone, and an AOT cache that was trained under the Runtime API. Runs outside a container just as inside one.
 */
@NullMarked
package io.grantkeeper.functions.invoke.image;

import org.jspecify.annotations.NullMarked;
