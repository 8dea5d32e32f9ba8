package io.grantkeeper.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.google.Scopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private final Simulator simulator = Simulator.start(Company.demo());
    private final Client client = new Client(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theDemoCompanyHasAboutSixtyPeopleOnBothSides() {
        assertThat(simulator.company().people().active()).hasSizeBetween(55, 65);
        assertThat(client.gitHub("/orgs/larkfield/members?per_page=100").json()).hasSizeGreaterThan(25);
    }

    @Test
    void anInstallationTokenReadsTheInstallations() {
        var answer = client.gitHub("/orgs/larkfield/installations?per_page=100").json();
        assertThat(answer.path("total_count").asInt()).isEqualTo(11);
        assertThat(answer.path("installations").path(0).path("app_slug").asString())
                .isEqualTo("renovate");
    }

    @Test
    void aDelegatedTokenReadsWhatAPersonGaveToApps() {
        String token = client.googleToken(Scopes.USER_SECURITY);
        var answer = client.google("GET", "/admin/directory/v1/users/dana.cole@larkfield.example/tokens", token, "")
                .json();
        assertThat(answer.path("items").findValuesAsString("displayText")).contains("Claude", "Zoom");
    }
}
