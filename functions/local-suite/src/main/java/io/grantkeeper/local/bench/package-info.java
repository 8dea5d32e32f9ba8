/** Measures the functions on embedded parts: what DynamoDB is asked for, how long it takes, how much heap it needs. */
@NullMarked
package io.grantkeeper.local.bench;

import org.jspecify.annotations.NullMarked;
