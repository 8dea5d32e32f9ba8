package io.grantkeeper.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.company.Company;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests which calls a scheduled fault affects, and how the client experiences each kind of fault. */
class FaultScheduleTest {

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final SimulatorTestClient client = new SimulatorTestClient(simulator);
    private final String token = client.installationToken();
    private final String members = simulator.github() + "/orgs/larkfield/members";

    @AfterEach
    void stop() {
        simulator.close();
    }

    private SimulatorTestClient.Answer call() throws IOException {
        return SimulatorTestClient.sendOrFail("GET", members, token, "");
    }

    @Test
    void failsOnlyNthCall() throws IOException {
        simulator.faults().onCall(2, SimulatedFault.status(500));
        assertThat(List.of(call().status(), call().status(), call().status())).containsExactly(200, 500, 200);
        assertThat(simulator.faults().injected()).isEqualTo(1);
    }

    @Test
    void refusesEveryNthCallWhileConditionHolds() throws IOException {
        boolean[] refuses = {true};
        simulator.faults().onEveryCall(2, () -> refuses[0], SimulatedFault.tooManyRequests(Duration.ofSeconds(9)));
        assertThat(List.of(call().status(), call().status(), call().status())).containsExactly(200, 429, 200);
        assertThat(call().header("retry-after")).isEqualTo("9");
        refuses[0] = false;
        assertThat(List.of(call().status(), call().status())).containsExactly(200, 200);
        assertThat(simulator.faults().injected()).isEqualTo(2);
    }

    @Test
    void failsCallsToPathRequestedNumberOfTimes() throws IOException {
        simulator.faults().onPath("/members", 2, SimulatedFault.gitHubSecondaryLimit(Duration.ofSeconds(7)));
        assertThat(call().header("retry-after")).isEqualTo("7");
        assertThat(call().status()).isEqualTo(429);
        assertThat(call().status()).isEqualTo(200);
    }

    @Test
    void returnsHtmlInsteadOfJson() throws IOException {
        simulator.faults().onCall(1, new SimulatedFault.NotJson());
        assertThat(call().body()).startsWith("<html>");
    }

    @Test
    void truncatesResponseBody() {
        simulator.faults().onCall(1, new SimulatedFault.Truncated());
        assertThatThrownBy(this::call).isInstanceOf(IOException.class);
    }

    @Test
    void resetsConnection() {
        simulator.faults().onCall(1, new SimulatedFault.Reset());
        long before = simulator.calls().total();
        assertThatThrownBy(this::call).isInstanceOf(IOException.class);
        assertThat(simulator.calls().total())
                .as("calls; a client might retry silently")
                .isEqualTo(before + 1);
        assertThat(simulator.calls().all().getLast().status()).isZero();
    }

    @Test
    void dropsResponseOfCompletedRevocation() {
        long hook = simulator.company().gitHub().hooks().all().getFirst().id();
        String path = simulator.github() + "/orgs/larkfield/hooks/" + hook;
        simulator.faults().onPath("DELETE", "/hooks/", 1, new SimulatedFault.LostAnswer());
        assertThatThrownBy(() -> SimulatorTestClient.sendOrFail("DELETE", path, token, ""))
                .isInstanceOf(IOException.class);
        assertThat(SimulatorTestClient.send("DELETE", path, token, "").status()).isEqualTo(404);
    }

    @Test
    void hangsUntilClientTimesOut() {
        simulator.faults().onCall(1, new SimulatedFault.Hang(Duration.ofMinutes(5)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(members))
                .timeout(Duration.ofMillis(200))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> http.send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
            http.shutdownNow();
        }
    }

    @Test
    void delaysResponse() throws IOException {
        simulator.faults().onCall(1, new SimulatedFault.Slow(Duration.ofMillis(120)));
        long before = System.nanoTime();
        assertThat(call().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(110));
    }
}
