package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubTenant;
import io.grantkeeper.simulator.company.Repository;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Request;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One call that was let in: the request, the values in its path, who calls, and the company it is about. */
record GitHubCall(Request request, Map<String, String> variables, Caller caller, Company company, GitHubPlan plan) {

    GitHubTenant tenant() {
        return company.gitHub();
    }

    Shapes shapes() {
        return new Shapes(request.baseUri(), company.gitHub().organization(), now());
    }

    Instant now() {
        return company.clock().instant();
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** A numeric id from the path; -1, which no row has, where it is no number. */
    long id(String name) {
        try {
            return Long.parseLong(variable(name));
        } catch (NumberFormatException notAnId) {
            return -1;
        }
    }

    Optional<Repository> repository() {
        return tenant().repositories().all().stream()
                .filter(repository -> repository.name().equalsIgnoreCase(variable("repo")))
                .findFirst();
    }

    JsonNode body() {
        return Json.read(request.body());
    }
}
