package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleTenant;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An authorized call to the Google double. */
record GoogleCall(
        SimulatorRequest request, Map<String, String> variables, GoogleAccessTokens.Access access, Company company) {

    GoogleTenant tenant() {
        return company.google();
    }

    Instant now() {
        return company.clock().instant();
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Returns the person whom {@code userKey} identifies by id or email address, or empty if there is none. */
    Optional<CompanyPerson> person() {
        return company.people().find(variable("userKey"));
    }

    /**
     * Returns the person who is the actor in the log rows about this call: the impersonated user or, if there is none,
     * the first person of the company.
     */
    CompanyPerson actor() {
        return access.subject()
                .flatMap(company.people()::find)
                .orElseGet(() -> company.people().all().getFirst());
    }

    /**
     * Returns the value of {@code maxResults}, limited to the allowed range.
     *
     * @param usual the default value
     * @param largest the maximum value
     */
    int pageSize(int usual, int largest) {
        return request.parameter("maxResults")
                .map(text -> number(text, usual))
                .map(asked -> Math.clamp(asked, 1, largest))
                .orElse(usual);
    }

    JsonNode body() {
        return SimulatorJson.read(request.body());
    }

    private static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            return otherwise;
        }
    }
}
