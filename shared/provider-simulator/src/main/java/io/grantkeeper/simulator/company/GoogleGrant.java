package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;

/**
 * What one person gave one app.
 *
 * @param grantedAt known to the simulation and to the activity report; the token listing does not tell it
 */
public record GoogleGrant(String personId, GoogleApp app, List<String> scopes, Instant grantedAt) {}
