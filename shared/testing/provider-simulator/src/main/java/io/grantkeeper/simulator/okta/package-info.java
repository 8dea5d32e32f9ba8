/**
 * A double of one Okta organization: its API with paging, rate limits, error codes and licensed features, its token
 * endpoint with {@code private_key_jwt} and DPoP, and its event hooks. One class seeds it from the company.
 */
@NullMarked
package io.grantkeeper.simulator.okta;

import org.jspecify.annotations.NullMarked;
