package io.grantkeeper.cli;

import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.authzen.PdpMetadata;
import io.grantkeeper.authzen.RequestLimits;
import io.grantkeeper.authzen.TokenSealer;
import io.grantkeeper.local.pdp.DecisionPointServer;
import io.grantkeeper.local.pdp.FixtureDecisionPoint;
import io.grantkeeper.local.pdp.SelfSignedServerCertificate;
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
            "Serves the AuthZEN API with the Cedar policies of a fixture, until interrupted.",
            "Use this command to try out the API or run a conformance suite; 'serve' uses your policies and inventory."
        })
final class DecideCommand implements Callable<Integer> {
    @Option(
            names = "--fixture",
            required = true,
            paramLabel = "FOLDER",
            description = "Folder with policies.cedar and entities.json (examples: docs/examples/authzen).")
    private Path fixture = Path.of("");

    @Option(
            names = "--port",
            defaultValue = "8485",
            description = "Port on 127.0.0.1; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Public URL for the metadata, with or without a path (default: the local address).")
    private @Nullable URI publicUrl;

    @Option(
            names = "--tls",
            description = "Serve HTTPS with a self-signed certificate for localhost, valid for this process only.")
    private boolean tls;

    @Option(
            names = "--bearer-from",
            paramLabel = "VARIABLE",
            description =
                    "Require the content of this environment variable as a bearer token (default: no authentication).")
    private @Nullable String bearer;

    @Override
    public Integer call() throws InterruptedException {
        CedarFixture loaded = CedarFixture.load(fixture);
        CallerAuthentication authentication = authentication();
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try (DecisionPointServer server = DecisionPointServer.bind(
                port, tls ? Optional.of(SelfSignedServerCertificate.localhost()) : Optional.empty())) {
            URI shown = publicUrl == null ? server.address() : publicUrl;
            server.serve(new AuthZenApi(
                    new PdpMetadata(shown, false),
                    authentication,
                    new FixtureDecisionPoint(loaded, Clock.systemUTC()),
                    Optional.empty(),
                    new TokenSealer(key),
                    RequestLimits.standard()));
            SystemTerminal.standard()
                    .line("Serving decisions at %s as %s; press Ctrl-C to stop.".formatted(server.address(), shown));
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private CallerAuthentication authentication() {
        if (bearer == null) {
            return _ -> new CallerAuthentication.Outcome.Known(AuthZenCaller.named("anybody"));
        }
        String token = System.getenv(bearer);
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException(
                    "environment variable %s, named by --bearer-from, is not set".formatted(bearer));
        }
        var expected = io.grantkeeper.identity.Secret.of(token.strip());
        return call -> call.bearerToken().filter(expected::matches).isPresent()
                ? new CallerAuthentication.Outcome.Known(AuthZenCaller.named("bearer"))
                : new CallerAuthentication.Outcome.Unknown(
                        "Bearer realm=\"grantkeeper\"", "send the bearer token in the Authorization header");
    }
}
