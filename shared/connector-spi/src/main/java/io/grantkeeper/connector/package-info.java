/**
 * What a connector is to Grantkeeper: streams it can read, what it can revoke, which webhooks it understands. A
 * connector holds no state, knows no store and no AWS, and speaks to its provider only through its session.
 */
@NullMarked
package io.grantkeeper.connector;

import org.jspecify.annotations.NullMarked;
