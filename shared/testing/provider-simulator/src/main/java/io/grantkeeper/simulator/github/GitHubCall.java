package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.GitHubTenant;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An authorized call: the request, the path variables, the caller, and the company that the call is about. */
record GitHubCall(
        SimulatorRequest request,
        Map<String, String> variables,
        GitHubCaller caller,
        Company company,
        GitHubPlan plan) {

    GitHubTenant tenant() {
        return company.gitHub();
    }

    GitHubResponseJson shapes() {
        return new GitHubResponseJson(request.baseUri(), company.gitHub().organization(), now());
    }

    Instant now() {
        return company.clock().instant();
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Returns a numeric id from the path. If it is not a number, returns -1, which is the id of no row. */
    long id(String name) {
        try {
            return Long.parseLong(variable(name));
        } catch (NumberFormatException notAnId) {
            return -1;
        }
    }

    Optional<GitHubRepository> repository() {
        return tenant().repositories().all().stream()
                .filter(repository -> repository.name().equalsIgnoreCase(variable("repo")))
                .findFirst();
    }

    JsonNode body() {
        return SimulatorJson.read(request.body());
    }
}
