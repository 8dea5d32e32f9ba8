package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GoogleTenant;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Request;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One call that was let in. */
record GoogleCall(Request request, Map<String, String> variables, AccessTokens.Access access, Company company) {

    GoogleTenant tenant() {
        return company.google();
    }

    Instant now() {
        return company.clock().instant();
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** The person of {@code userKey}, whether by id or by address. */
    Optional<Person> person() {
        return company.people().find(variable("userKey"));
    }

    /** Who acts, for the audit rows that a change leaves. */
    Person actor() {
        return access.subject()
                .flatMap(company.people()::find)
                .orElseGet(() -> company.people().all().getFirst());
    }

    /** {@code maxResults} within its bounds. */
    int pageSize(int usual, int largest) {
        return request.parameter("maxResults")
                .map(text -> number(text, usual))
                .map(asked -> Math.clamp(asked, 1, largest))
                .orElse(usual);
    }

    JsonNode body() {
        return Json.read(request.body());
    }

    private static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }
}
