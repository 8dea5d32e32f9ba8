package io.grantkeeper.simulator;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Fact;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the first day brings at the providers whose doubles hold their own tenants: something at each of them. */
final class FirstDay {
    private static final Duration HALF_A_YEAR = Duration.ofDays(180);

    private final Simulator simulator;
    private final Instant morning;

    FirstDay(Simulator simulator, Instant morning) {
        this.simulator = simulator;
        this.morning = morning;
    }

    List<Fact> happen() {
        return List.of(appInEntra(), secretInEntra(), tokenInOkta(), keyAtOpenAi(), keyAtAnthropic());
    }

    private Fact appInEntra() {
        Person person = person(7);
        String scopes = "Mail.Read Files.Read.All offline_access";
        String appId = simulator
                .entraDouble()
                .actions()
                .letIn("Perplexity", "perplexity.ai", person.email(), scopes, hours(1.5));
        return new Fact.AppAppeared(
                Provider.MICROSOFT, appId, "Perplexity", person.email(), List.of(scopes.split(" ")), true);
    }

    private Fact secretInEntra() {
        Person person = administrator();
        String key = simulator
                .entraDouble()
                .actions()
                .addSecret("Deploy pipeline", "emergency", hours(2.5), HALF_A_YEAR, person.email());
        return new Fact.CredentialAdded(Provider.MICROSOFT, "secret of", key, "Deploy pipeline", person.email());
    }

    private Fact tokenInOkta() {
        Person person = administrator();
        var token = simulator.oktaDouble().organization().makeApiToken("agent-runner", person, hours(3.5));
        return new Fact.CredentialAdded(Provider.OKTA, "API token", token.id(), token.name(), person.email());
    }

    private Fact keyAtOpenAi() {
        Person person = person(3);
        var key = simulator.openAiDouble().makeKey("agent sandbox", person, hours(4.5));
        return new Fact.CredentialAdded(Provider.OPENAI, "OpenAI key", key.id(), key.name(), person.email());
    }

    private Fact keyAtAnthropic() {
        Person person = person(4);
        var key = simulator.anthropicDouble().makeKey("night agent", person, hours(5.5));
        return new Fact.CredentialAdded(Provider.ANTHROPIC, "Anthropic key", key.id(), key.name(), person.email());
    }

    private Person administrator() {
        return company().people().active().stream()
                .filter(Person::administrator)
                .findFirst()
                .orElseGet(() -> person(0));
    }

    private Person person(int place) {
        List<Person> active = company().people().active();
        return active.get(place % active.size());
    }

    private Company company() {
        return simulator.company();
    }

    private Instant hours(double hours) {
        return morning.plusSeconds(Math.round(hours * 3_600));
    }
}
