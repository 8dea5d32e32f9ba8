package io.grantkeeper.local.cli;

import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.Caller;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.authzen.Limits;
import io.grantkeeper.authzen.Metadata;
import io.grantkeeper.authzen.Seal;
import io.grantkeeper.local.pdp.FixtureDecisionPoint;
import io.grantkeeper.local.pdp.HttpFront;
import io.grantkeeper.local.pdp.SelfSigned;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.policy.cedar.fixture.CedarFixture;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = {
            "Answers AuthZEN calls by a fixture's Cedar policies, until interrupted.",
            "For trying out and for conformance suites; 'serve' decides by your policies over your inventory."
        })
final class DecideCommand implements Callable<Integer> {
    @Option(
            names = "--fixture",
            required = true,
            paramLabel = "FOLDER",
            description = "Holds policies.cedar and entities.json (examples: docs/examples/authzen).")
    private Path fixture = Path.of("");

    @Option(
            names = "--port",
            defaultValue = "8485",
            description = "Of 127.0.0.1; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How callers reach it, as the metadata is to say; may have a path (default: the port).")
    private @Nullable URI publicUrl;

    @Option(
            names = "--tls",
            description = "Speak HTTPS, with a certificate for localhost that lasts as long as the process.")
    private boolean tls;

    @Option(
            names = "--bearer-from",
            paramLabel = "VARIABLE",
            description =
                    "Let in only who sends this environment variable's content as a bearer token (default: everybody).")
    private @Nullable String bearer;

    @Override
    public Integer call() throws InterruptedException {
        CedarFixture loaded = CedarFixture.load(fixture);
        CallerAuthentication authentication = authentication();
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try (HttpFront front = HttpFront.bind(port, tls ? Optional.of(SelfSigned.localhost()) : Optional.empty())) {
            URI shown = publicUrl == null ? front.address() : publicUrl;
            front.serve(new AuthZenApi(
                    new Metadata(shown, false),
                    authentication,
                    new FixtureDecisionPoint(loaded, Clock.systemUTC()),
                    Optional.empty(),
                    new Seal(key),
                    Limits.standard()));
            Terminal.standard(System.getenv())
                    .line("Decides at %s as %s; end it with Ctrl-C.".formatted(front.address(), shown));
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private CallerAuthentication authentication() {
        if (bearer == null) {
            return _ -> new CallerAuthentication.Outcome.Known(Caller.named("anybody"));
        }
        String token = System.getenv(bearer);
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException(
                    "the variable %s, which --bearer-from names, is not set".formatted(bearer));
        }
        var expected = io.grantkeeper.identity.Secret.of("Bearer " + token.strip());
        return call -> call.header("Authorization").filter(expected::matches).isPresent()
                ? new CallerAuthentication.Outcome.Known(Caller.named("bearer"))
                : new CallerAuthentication.Outcome.Unknown(
                        "Bearer realm=\"grantkeeper\"", "send the bearer token in Authorization");
    }
}
