package io.grantkeeper.functions.console;

import io.grantkeeper.identity.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on the session: showing who is signed in, and signing out. */
final class SessionApi {
    /** The version of the API. */
    static final String VERSION = "1";

    private final TenantId tenant;
    private final ApiDescription description;
    private final ConsoleSessions sessions;
    private final ConsoleOrigin origin;
    private final boolean signsIn;

    /**
     * Creates the operations.
     *
     * @param signsIn whether an issuer is configured
     */
    SessionApi(
            TenantId tenant,
            ApiDescription description,
            ConsoleSessions sessions,
            ConsoleOrigin origin,
            boolean signsIn) {
        this.tenant = tenant;
        this.description = description;
        this.sessions = sessions;
        this.origin = origin;
        this.signsIn = signsIn;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("session", this::session);
        handlers.put("signOut", call -> {
            call.by().session().ifPresent(sessions::end);
            return new ApiResult.Nothing();
        });
        handlers.put("openapi", _ -> new ApiResult.Document("application/json", "openapi.json", description.text()));
    }

    private ApiResult session(AuthorizedApiCall call) {
        Optional<ConsoleCaller> caller = call.caller();
        Optional<ConsoleSession> session = caller.flatMap(ConsoleCaller::session);
        return ApiResult.of(new JsonMembers()
                .with("signedIn", caller.isPresent())
                .with("signIn", signsIn ? "oidc" : origin.isLocal() ? "link" : "none")
                .with("signInUrl", signsIn ? Optional.of(ConsoleUrlPaths.SIGN_IN) : Optional.empty())
                .with("name", caller.map(ConsoleCaller::name))
                .with("email", caller.flatMap(ConsoleCaller::email))
                .with("subject", caller.map(ConsoleCaller::subject))
                .with("issuer", caller.map(ConsoleCaller::issuer))
                .with(
                        "roles",
                        caller.map(known -> known.roles().stream()
                                        .sorted()
                                        .map(ConsoleRole::code)
                                        .toList())
                                .orElse(List.of()))
                .with("company", caller.map(_ -> tenant.value()))
                .with("csrf", session.map(ConsoleSession::csrf))
                .with("expiresAt", session.map(ConsoleSession::expiresAt))
                .with("idleExpiresAt", session.map(ConsoleSession::idleExpiresAt))
                .with("authenticatedAt", session.map(ConsoleSession::authenticatedAt))
                .with("operations", operations(caller))
                .with("version", VERSION));
    }

    private List<String> operations(Optional<ConsoleCaller> caller) {
        return description.operations().stream()
                .filter(operation -> switch (operation.access()) {
                    case ANYONE -> true;
                    case SIGNED_IN -> caller.isPresent();
                    case ROLES ->
                        caller.filter(known -> known.has(operation.roles())).isPresent();
                })
                .map(ApiDescription.Operation::id)
                .sorted()
                .toList();
    }
}
