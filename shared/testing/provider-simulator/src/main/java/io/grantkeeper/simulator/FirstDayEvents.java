package io.grantkeeper.simulator;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.SimulatedEvent;
import io.grantkeeper.simulator.company.SimulatedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Generates the events of the first simulated day at Entra, Okta, OpenAI and Anthropic, whose doubles create their own
 * tenants. Each of these providers gets at least one event.
 */
final class FirstDayEvents {
    private static final Duration HALF_A_YEAR = Duration.ofDays(180);

    private final ProviderSimulator simulator;
    private final Instant startOfDay;

    FirstDayEvents(ProviderSimulator simulator, Instant startOfDay) {
        this.simulator = simulator;
        this.startOfDay = startOfDay;
    }

    List<SimulatedEvent> generate() {
        return List.of(appInEntra(), secretInEntra(), tokenInOkta(), keyAtOpenAi(), keyAtAnthropic());
    }

    private SimulatedEvent appInEntra() {
        CompanyPerson person = person(7);
        String scopes = "Mail.Read Files.Read.All offline_access";
        String appId = simulator
                .entraDouble()
                .actions()
                .addApp("Perplexity", "perplexity.ai", person.email(), scopes, hours(1.5));
        return new SimulatedEvent.AppAppeared(
                SimulatedProvider.MICROSOFT, appId, "Perplexity", person.email(), List.of(scopes.split(" ")), true);
    }

    private SimulatedEvent secretInEntra() {
        CompanyPerson person = administrator();
        String key = simulator
                .entraDouble()
                .actions()
                .addSecret("Deploy pipeline", "emergency", hours(2.5), HALF_A_YEAR, person.email());
        return new SimulatedEvent.CredentialAdded(
                SimulatedProvider.MICROSOFT, "secret of", key, "Deploy pipeline", person.email());
    }

    private SimulatedEvent tokenInOkta() {
        CompanyPerson person = administrator();
        var token = simulator.oktaDouble().organization().createApiToken("agent-runner", person, hours(3.5));
        return new SimulatedEvent.CredentialAdded(
                SimulatedProvider.OKTA, "API token", token.id(), token.name(), person.email());
    }

    private SimulatedEvent keyAtOpenAi() {
        CompanyPerson person = person(3);
        var key = simulator.openAiDouble().createKey("agent sandbox", person, hours(4.5));
        return new SimulatedEvent.CredentialAdded(
                SimulatedProvider.OPENAI, "OpenAI key", key.id(), key.name(), person.email());
    }

    private SimulatedEvent keyAtAnthropic() {
        CompanyPerson person = person(4);
        var key = simulator.anthropicDouble().createKey("night agent", person, hours(5.5));
        return new SimulatedEvent.CredentialAdded(
                SimulatedProvider.ANTHROPIC, "Anthropic key", key.id(), key.name(), person.email());
    }

    private CompanyPerson administrator() {
        return company().people().active().stream()
                .filter(CompanyPerson::administrator)
                .findFirst()
                .orElseGet(() -> person(0));
    }

    private CompanyPerson person(int place) {
        List<CompanyPerson> active = company().people().active();
        return active.get(place % active.size());
    }

    private Company company() {
        return simulator.company();
    }

    private Instant hours(double hours) {
        return startOfDay.plusSeconds(Math.round(hours * 3_600));
    }
}
