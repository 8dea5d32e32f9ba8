/**
 * A double of one Okta organisation: its API with paging, rate limits, error codes and feature flags, its token endpoint
 * with {@code private_key_jwt} and DPoP, and its event hooks. Planted from the company by one class.
 */
@NullMarked
package io.grantkeeper.simulator.okta;

import org.jspecify.annotations.NullMarked;
