package io.grantkeeper.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.google.GoogleDoubleScopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final SimulatorTestClient client = new SimulatorTestClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void demoCompanyHasAboutSixtyPeopleAndManyGitHubMembers() {
        assertThat(simulator.company().people().active()).hasSizeBetween(55, 65);
        assertThat(client.gitHub("/orgs/larkfield/members?per_page=100").json()).hasSizeGreaterThan(25);
    }

    @Test
    void installationTokenReadsInstallations() {
        var answer = client.gitHub("/orgs/larkfield/installations?per_page=100").json();
        assertThat(answer.path("total_count").asInt()).isEqualTo(11);
        assertThat(answer.path("installations").path(0).path("app_slug").asString())
                .isEqualTo("renovate");
    }

    @Test
    void delegatedTokenReadsGrantsOfPerson() {
        String token = client.googleToken(GoogleDoubleScopes.USER_SECURITY);
        var answer = client.google("GET", "/admin/directory/v1/users/dana.cole@larkfield.example/tokens", token, "")
                .json();
        assertThat(answer.path("items").findValuesAsString("displayText")).contains("Claude", "Zoom");
    }
}
