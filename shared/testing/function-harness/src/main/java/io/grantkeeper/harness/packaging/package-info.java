/**
 * Turns a bundle into the contents of a container image: jars on one class path, the runtime client with only this
 * machine's native library, and an AOT cache that was trained under the Runtime API. The steps are the same inside and
 * outside a container.
 */
@NullMarked
package io.grantkeeper.harness.packaging;

import org.jspecify.annotations.NullMarked;
