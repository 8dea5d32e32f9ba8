package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;

/**
 * The access that one person granted to one app.
 *
 * @param grantedAt known to the simulation and contained in the activity report, but not in the token listing
 */
public record GoogleGrant(String personId, GoogleApp app, List<String> scopes, Instant grantedAt) {}
