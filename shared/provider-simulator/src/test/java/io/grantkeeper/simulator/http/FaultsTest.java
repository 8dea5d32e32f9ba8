package io.grantkeeper.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.simulator.Client;
import io.grantkeeper.simulator.Simulator;
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

/** Calls can be broken in every way a network breaks them. */
class FaultsTest {

    private final Simulator simulator = Simulator.start(Company.demo());
    private final Client client = new Client(simulator);
    private final String token = client.installationToken();
    private final String members = simulator.github() + "/orgs/larkfield/members";

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Client.Answer call() throws IOException {
        return Client.sendOrFail("GET", members, token, "");
    }

    @Test
    void theNthCallFromNowFailsAndNoOther() throws IOException {
        simulator.faults().onCall(2, Fault.status(500));
        assertThat(List.of(call().status(), call().status(), call().status())).containsExactly(200, 500, 200);
        assertThat(simulator.faults().injected()).isEqualTo(1);
    }

    @Test
    void callsOfAPathFailAsOftenAsAsked() throws IOException {
        simulator.faults().onPath("/members", 2, Fault.gitHubSecondaryLimit(Duration.ofSeconds(7)));
        assertThat(call().header("retry-after")).isEqualTo("7");
        assertThat(call().status()).isEqualTo(429);
        assertThat(call().status()).isEqualTo(200);
    }

    @Test
    void aWebPageCanComeInsteadOfJson() throws IOException {
        simulator.faults().onCall(1, new Fault.NotJson());
        assertThat(call().body()).startsWith("<html>");
    }

    @Test
    void aBodyCanEndHalfway() {
        simulator.faults().onCall(1, new Fault.Truncated());
        assertThatThrownBy(this::call).isInstanceOf(IOException.class);
    }

    @Test
    void theConnectionCanBeReset() {
        simulator.faults().onCall(1, new Fault.Reset());
        long before = simulator.calls().total();
        assertThatThrownBy(this::call).isInstanceOf(IOException.class);
        assertThat(simulator.calls().total())
                .as("calls, since a client may try again unseen")
                .isEqualTo(before + 1);
        assertThat(simulator.calls().all().getLast().status()).isZero();
    }

    @Test
    void aRevocationCanHappenThoughItsAnswerIsLost() {
        long hook = simulator.company().gitHub().hooks().all().getFirst().id();
        String path = simulator.github() + "/orgs/larkfield/hooks/" + hook;
        simulator.faults().onPath("DELETE", "/hooks/", 1, new Fault.LostAnswer());
        assertThatThrownBy(() -> Client.sendOrFail("DELETE", path, token, "")).isInstanceOf(IOException.class);
        assertThat(Client.send("DELETE", path, token, "").status()).isEqualTo(404);
    }

    @Test
    void anAnswerCanFailToCome() {
        simulator.faults().onCall(1, new Fault.Hang(Duration.ofMinutes(5)));
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
    void anAnswerCanBeLate() throws IOException {
        simulator.faults().onCall(1, new Fault.Slow(Duration.ofMillis(120)));
        long before = System.nanoTime();
        assertThat(call().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(110));
    }
}
