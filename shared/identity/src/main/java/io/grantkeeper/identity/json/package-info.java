/**
 * The JSON form of the model, used in stored rows, queue messages and {@code --json} output. Equal content produces
 * equal bytes.
 */
@NullMarked
package io.grantkeeper.identity.json;

import org.jspecify.annotations.NullMarked;
