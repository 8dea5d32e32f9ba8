package io.grantkeeper.simulator.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubEvent;
import io.grantkeeper.simulator.company.GitHubInstallation;
import io.grantkeeper.simulator.company.GitHubTenant;
import io.grantkeeper.simulator.company.GitHubTenantActions;
import io.grantkeeper.simulator.http.SimulatorJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests every webhook message of the simulator against GitHub's own description. */
class GitHubWebhookSenderIT {

    @Test
    void everyMessageMatchesGitHubsDescription() {
        GitHubOpenApiDescription description = GitHubOpenApiDescription.ofWebhooks();
        try (ProviderSimulator simulator = ProviderSimulator.start(Company.demo())) {
            triggerEveryEvent(simulator);
            Set<String> told = new TreeSet<>();
            for (SimulatedWebhookDelivery message : simulator.pendingWebhooks()) {
                String name = (message.event()
                                + message.action().map(action -> '-' + action).orElse(""))
                        .replace('_', '-');
                told.add(name);
                assertThat(problems(description, name, message)).as(name).isEmpty();
            }
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "ping",
                            "deploy-key-created",
                            "deploy-key-deleted",
                            "github-app-authorization-revoked",
                            "installation-deleted",
                            "installation-new-permissions-accepted",
                            "installation-repositories-added",
                            "installation-suspend",
                            "organization-member-added",
                            "organization-member-removed",
                            "personal-access-token-request-approved",
                            "personal-access-token-request-created",
                            "personal-access-token-request-denied",
                            "repository-publicized");
        }
    }

    /**
     * Returns the differences between a message and the description, except for one that is an error in the
     * description: for the permission {@code organization_copilot_seat_management}, the description of the webhooks
     * allows only write, whereas the description of the API also allows read.
     */
    private static List<Error> problems(
            GitHubOpenApiDescription description, String name, SimulatedWebhookDelivery message) {
        return description.messageProblems(name, SimulatorJson.read(message.body())).stream()
                .filter(error ->
                        !error.getInstanceLocation().toString().endsWith("/organization_copilot_seat_management"))
                .toList();
    }

    private static void triggerEveryEvent(ProviderSimulator simulator) {
        Company company = simulator.company();
        GitHubTenantActions actions = company.onGitHub();
        GitHubTenant tenant = company.gitHub();
        Instant now = simulator.clock().instant();
        for (int day = 0; day < 3; day++) {
            company.stepDay();
        }
        actions.queueWebhook(new GitHubEvent.Ping());
        actions.queueWebhook(
                new GitHubEvent.AuthorizationRevoked(tenant.members().all().getFirst()));
        actions.addMember(tenant.outsideCollaborators().all().getFirst(), "tbrandt", now);
        List<Long> requests = tenant.tokenRequests().all().stream()
                .map(request -> request.id())
                .toList();
        actions.review(requests.getFirst(), true, "tbrandt", now);
        actions.review(requests.getLast(), false, "tbrandt", now);
        var key = tenant.deployKeys().all().getFirst();
        actions.removeDeployKey(
                key.id(), tenant.repositories().find(key.repositoryId()).orElseThrow(), "tbrandt", now);
        GitHubInstallation own = simulator.gitHubDouble().installation();
        actions.acceptPermissions(own, Map.of("contents", "read"), "tbrandt", now);
        actions.widenToAllRepositories(own, "tbrandt", now);
        actions.suspend(own, tenant.owners().all().getFirst(), now);
        simulator.pendingWebhooks(); // The message is queued while the app is still installed.
        actions.uninstall(own, "tbrandt", now);
    }
}
