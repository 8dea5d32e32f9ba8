package io.grantkeeper.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzes reading a page of a stream from a provider that answers with the messages in the input. Each message consists
 * of headers, an empty line and a body. The pseudo-headers {@code stream} and {@code status} select the stream and the
 * HTTP status. A stream must return a page or throw a {@link ConnectorException}.
 */
@Timeout(300)
class ProviderResponseFuzzTest {
    private static final ConnectorRegistry CONNECTORS = ConnectorRegistry.standard();

    static Stream<Arguments> anthropicResponses() {
        return Seeds.recordings("anthropic");
    }

    @MethodSource("anthropicResponses")
    @FuzzTest
    void anthropic(byte[] input) {
        read("anthropic", input);
    }

    static Stream<Arguments> entraResponses() {
        return Seeds.recordings("entra");
    }

    @MethodSource("entraResponses")
    @FuzzTest
    void entra(byte[] input) {
        read("microsoft", input);
    }

    static Stream<Arguments> gitHubResponses() {
        return Seeds.recordings("github");
    }

    @MethodSource("gitHubResponses")
    @FuzzTest
    void gitHub(byte[] input) {
        read("github", input);
    }

    static Stream<Arguments> googleResponses() {
        return Seeds.recordings("google");
    }

    @MethodSource("googleResponses")
    @FuzzTest
    void google(byte[] input) {
        read("google", input);
    }

    static Stream<Arguments> oktaResponses() {
        return Seeds.recordings("okta");
    }

    @MethodSource("oktaResponses")
    @FuzzTest
    void okta(byte[] input) {
        read("okta", input);
    }

    static Stream<Arguments> openAiResponses() {
        return Seeds.recordings("openai");
    }

    @MethodSource("openAiResponses")
    @FuzzTest
    void openAi(byte[] input) {
        read("openai", input);
    }

    static Stream<Arguments> slackResponses() {
        return Seeds.recordings("slack");
    }

    @MethodSource("slackResponses")
    @FuzzTest
    void slack(byte[] input) {
        read("slack", input);
    }

    private static void read(String provider, byte[] input) {
        Connector connector = CONNECTORS.find(new ProviderId(provider)).orElseThrow();
        List<HttpMessage> responses = HttpMessage.parseAll(input);
        FuzzedSession session = new FuzzedSession(connector, responses);
        String id = responses.getFirst().header("stream", "");
        List<AccessStream> streams = connector.streams();
        AccessStream stream = streams.stream()
                .filter(candidate -> candidate.id().value().equals(id))
                .findFirst()
                .orElseGet(() -> streams.get(Math.floorMod(id.hashCode(), streams.size())));
        try {
            Optional<Partition> partition =
                    stream.partitions(session, Set.of()).stream().findFirst();
            if (partition.isPresent()) {
                LogWindow window =
                        new LogWindow(Optional.of(FuzzedSession.NOW.minus(Duration.ofDays(1))), FuzzedSession.NOW);
                stream.read(session, window.addTo(partition.get()), PartitionCursor.start());
            }
        } catch (ConnectorException e) {
            ErrorChecks.requireExplanation(e.problem().message());
        }
    }
}
