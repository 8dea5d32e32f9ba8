package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.capability.CapabilityPhrase;
import io.grantkeeper.policy.capability.RequestMapping;
import io.grantkeeper.policy.decision.Judgement.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one document, and says everything that is wrong with it. */
final class DocumentReader {
    static final Set<String> POLICY = Set.of(
            "policy",
            "intent",
            "covers",
            "rules",
            "stage",
            "fail",
            "guardrail",
            "exceptions",
            "controls",
            "promotion",
            "enforce");
    static final Set<String> RULE = Set.of("allow", "ask", "forbid", "when", "unless", "because", "obligations");
    static final Set<String> PROMOTION = Set.of("decisions", "days", "answers", "would-block-rate", "false-block-rate");
    static final Set<String> SETTINGS = Set.of("set", "unmatched", "tools", "actions", "resources");

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");
    private static final List<Stage> STAGES = Arrays.asList(Stage.values());

    /** What a document can be. */
    sealed interface Document {}

    record PolicyDocument(Policy policy) implements Document {}

    record SettingsDocument(SetSettings settings) implements Document {}

    private final List<Mistake> mistakes = new ArrayList<>();
    private final ConditionReader conditions = new ConditionReader(mistakes);
    private final Optional<Document> document;

    DocumentReader(String name, String text) {
        Optional<Document> read = Yaml.read(name, text, mistakes).flatMap(yaml -> document(yaml, text));
        mistakes.sort((one, other) -> one.place().compareTo(other.place()));
        this.document = mistakes.isEmpty() ? read : Optional.empty();
    }

    /** Empty where there are mistakes. */
    Optional<Document> document() {
        return document;
    }

    /** In the order of their places. */
    List<Mistake> mistakes() {
        return List.copyOf(mistakes);
    }

    private Optional<Document> document(Yaml yaml, String text) {
        boolean settings = yaml instanceof Yaml.Mapping(Map<String, Yaml.Member> members, Place _)
                && members.containsKey("set")
                && !members.containsKey("policy");
        Optional<Fields> fields = Fields.of("", yaml, settings ? SETTINGS : POLICY, mistakes);
        return settings
                ? fields.flatMap(all -> settings(all, text)).map(SettingsDocument::new)
                : fields.flatMap(all -> policy(all, text)).map(PolicyDocument::new);
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no name of a policy; use at most 64 small letters, digits and hyphens between them"
                            .formatted(text));
        }
        return text;
    }

    private Optional<Policy> policy(Fields fields, String text) {
        Optional<String> name = required(fields, "policy", "a name such as mail-needs-approval", DocumentReader::name);
        Optional<String> intent =
                required(fields, "intent", "one sentence that says what it is for", Function.identity());
        List<Condition> covers = new ArrayList<>();
        Strangers strangers =
                fields.member("covers").map(yaml -> covers(yaml, covers)).orElse(Strangers.UNSAID);
        List<Rule> rules = rules(fields);
        boolean guardrail = fields.truth("guardrail").orElse(false);
        boolean exceptions = fields.truth("exceptions").orElse(false);
        FailMode fail = fields.value(
                        "fail", "closed or open", Fields.oneOf(Arrays.asList(FailMode.values()), FailMode::code))
                .orElse(FailMode.CLOSED);
        if (guardrail) {
            guardrail(fields, rules, exceptions, fail);
        }
        Stage stage = fields.value(
                        "stage", "training, recommendation or enforcement", Fields.oneOf(STAGES, Stage::code))
                .orElse(Stage.TRAINING);
        Set<String> controls = fields.oneOrMore("controls", "a control such as SOC2:CC6.3", Function.<String>identity())
                .orElse(Set.of());
        Promotion promotion = fields.member("promotion")
                .flatMap(yaml -> promotion(fields, yaml))
                .orElse(Promotion.STANDARD);
        Optional<Enforcement> enforcement = fields.member("enforce").flatMap(yaml -> enforcement(fields, yaml));
        if (name.isEmpty() || intent.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Policy(
                name.get(),
                intent.get(),
                covers,
                strangers,
                rules,
                stage,
                fail,
                guardrail,
                exceptions,
                List.copyOf(controls),
                promotion,
                enforcement,
                PolicyVersion.ofText(text),
                fields.placeOf("policy").orElse(fields.place())));
    }

    private static <T> Optional<T> required(Fields fields, String name, String form, Function<String, T> reader) {
        if (fields.member(name).isEmpty()) {
            fields.missing(name, "give " + form);
        }
        return fields.value(name, form, reader);
    }

    private Strangers covers(Yaml yaml, List<Condition> found) {
        Optional<Fields> fields = Fields.of("covers", yaml, ConditionReader.COVERS, mistakes);
        fields.ifPresent(all -> found.addAll(conditions.covers(all)));
        List<Strangers> choices = List.of(Strangers.INCLUDED, Strangers.ONLY, Strangers.EXCLUDED);
        return fields.flatMap(all ->
                        all.value("strangers", "included, only or excluded", Fields.oneOf(choices, Strangers::code)))
                .orElse(Strangers.UNSAID);
    }

    /** What holds whatever stage and whoever approves can only keep from something. */
    private static void guardrail(Fields fields, List<Rule> rules, boolean exceptions, FailMode fail) {
        fields.member("guardrail").ifPresent(yaml -> {
            for (Rule rule : rules) {
                if (rule.effect() != Effect.FORBID) {
                    fields.wrong(
                            yaml,
                            "guardrail",
                            "is true, but the rule on line %d does not forbid; a guardrail has only rules that do, so put the other into a policy of its own"
                                    .formatted(rule.place().line()));
                }
            }
            if (exceptions) {
                fields.wrong(yaml, "guardrail", "is true, so there are no exceptions from it; leave 'exceptions' out");
            }
            if (fail == FailMode.OPEN) {
                fields.wrong(yaml, "guardrail", "is true, so it fails closed; leave 'fail' out");
            }
        });
    }

    private List<Rule> rules(Fields fields) {
        Optional<Yaml> yaml = fields.member("rules");
        if (yaml.isEmpty()) {
            fields.missing("rules", "give a list of rules, such as '- forbid: send mail'");
            return List.of();
        }
        if (!(yaml.get() instanceof Yaml.Sequence(List<Yaml> items, Place _)) || items.isEmpty()) {
            fields.wrong(
                    yaml.get(),
                    "rules",
                    "must be a list of rules, such as '- forbid: send mail', but is "
                            + yaml.get().shape());
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            rule("rules[" + i + "]", items.get(i)).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<Rule> rule(String path, Yaml yaml) {
        return Fields.of(path, yaml, RULE, mistakes).flatMap(fields -> {
            List<Effect> effects = Arrays.stream(Effect.values())
                    .filter(effect -> fields.member(effect.code()).isPresent())
                    .toList();
            if (effects.size() != 1) {
                mistakes.add(new Mistake(
                        fields.place(),
                        path,
                        effects.isEmpty()
                                ? "has no effect; begin it with one of allow, ask and forbid"
                                : "has more than one effect; write a rule for each"));
            }
            List<Target> targets = new ArrayList<>();
            for (Effect effect : effects) {
                fields.member(effect.code())
                        .ifPresent(what -> targets(fields, fields.pathOf(effect.code()), what, targets));
            }
            List<Condition> when = conditions(fields, "when");
            List<Condition> unless = conditions(fields, "unless");
            Optional<String> because = fields.text("because", "a sentence");
            Set<String> obligations = fields.oneOrMore(
                            "obligations", "an obligation's code", Function.<String>identity())
                    .orElse(Set.of());
            return effects.size() == 1 && !targets.isEmpty()
                    ? Optional.of(new Rule(
                            effects.getFirst(),
                            targets,
                            when,
                            unless,
                            because,
                            List.copyOf(obligations),
                            fields.placeOf(effects.getFirst().code()).orElse(fields.place())))
                    : Optional.empty();
        });
    }

    private List<Condition> conditions(Fields fields, String name) {
        return fields.member(name)
                .flatMap(yaml -> Fields.of(fields.pathOf(name), yaml, ConditionReader.CONDITIONS, mistakes))
                .map(conditions::conditions)
                .orElse(List.of());
    }

    private void targets(Fields fields, String path, Yaml yaml, List<Target> targets) {
        List<Yaml> items = yaml instanceof Yaml.Sequence(List<Yaml> all, Place _) ? all : List.of(yaml);
        if (items.isEmpty()) {
            fields.wrong(yaml, path, "must name what it is about, such as 'send mail', but is an empty list");
        }
        for (int i = 0; i < items.size(); i++) {
            String field = yaml instanceof Yaml.Sequence ? path + "[" + i + "]" : path;
            Yaml item = items.get(i);
            if (item instanceof Yaml.Mapping) {
                Fields.of(field, item, Set.of("action", "resource"), mistakes)
                        .flatMap(named -> named(named, item.place()))
                        .ifPresent(targets::add);
            } else {
                fields.value(field, item, "a capability such as 'send mail'", CapabilityPhrase::parse)
                        .ifPresent(phrase -> targets.add(new Target.Capable(phrase, item.place())));
            }
        }
    }

    private static Optional<Target> named(Fields fields, Place place) {
        Optional<String> action = required(fields, "action", "the name of an action", Function.identity());
        Optional<String> resource = fields.text("resource", "a type of resource");
        return action.isPresent()
                        && (resource.isPresent() || fields.member("resource").isEmpty())
                ? Optional.of(new Target.Named(action.get(), resource, place))
                : Optional.empty();
    }

    private Optional<Promotion> promotion(Fields parent, Yaml yaml) {
        return Fields.of(parent.pathOf("promotion"), yaml, PROMOTION, mistakes)
                .map(fields -> new Promotion(
                        count(fields, "decisions", 1_000_000_000, Promotion.STANDARD.decisions()),
                        count(fields, "days", 365, Promotion.STANDARD.days()),
                        count(fields, "answers", 1_000_000, Promotion.STANDARD.answers()),
                        rate(fields, "would-block-rate", Promotion.STANDARD.wouldBlockRate()),
                        rate(fields, "false-block-rate", Promotion.STANDARD.falseBlockRate())));
    }

    private static int count(Fields fields, String name, int most, int otherwise) {
        return number(
                        fields,
                        name,
                        String.format(Locale.ROOT, "a whole number from 1 to %,d", most),
                        value -> value >= 1 && value <= most && value == Math.rint(value))
                .map(Double::intValue)
                .orElse(otherwise);
    }

    private static double rate(Fields fields, String name, double otherwise) {
        return number(fields, name, "a rate from 0 to 1, such as 0.01", value -> value >= 0 && value <= 1)
                .orElse(otherwise);
    }

    private static Optional<Double> number(Fields fields, String name, String form, DoublePredicate fits) {
        return fields.member(name).flatMap(yaml -> {
            if (yaml instanceof Yaml.Scalar(String value, Yaml.Scalar.Kind kind, Place _)
                    && (kind == Yaml.Scalar.Kind.WHOLE || kind == Yaml.Scalar.Kind.FRACTION)
                    && fits.test(Double.parseDouble(value))) {
                return Optional.of(Double.parseDouble(value));
            }
            fields.wrong(yaml, fields.pathOf(name), "must be %s, but is %s".formatted(form, yaml.shape()));
            return Optional.empty();
        });
    }

    private Optional<Enforcement> enforcement(Fields parent, Yaml yaml) {
        return Fields.of(parent.pathOf("enforce"), yaml, Set.of("step", "after"), mistakes)
                .flatMap(fields -> {
                    Optional<Enforcement.Step> step = required(
                            fields,
                            "step",
                            "suspend or revoke",
                            Fields.oneOf(Arrays.asList(Enforcement.Step.values()), Enforcement.Step::code));
                    Optional<Duration> after =
                            required(fields, "after", "the owner's time, such as 24h", ConditionReader::duration);
                    return step.isPresent() && after.isPresent()
                            ? Optional.of(new Enforcement(step.get(), after.get()))
                            : Optional.empty();
                });
    }

    private Optional<SetSettings> settings(Fields fields, String text) {
        required(fields, "set", "a name such as acme", DocumentReader::name);
        SetSettings.Unmatched unmatched = fields.value(
                        "unmatched",
                        "deny, ask or permit",
                        Fields.oneOf(Arrays.asList(SetSettings.Unmatched.values()), SetSettings.Unmatched::code))
                .orElse(SetSettings.Unmatched.DENY);
        Map<String, String> tools = words(fields, "tools", "an action such as 'send mail'", RequestMapping::single);
        Map<String, String> actions = words(fields, "actions", "a verb such as send", RequestMapping::verb);
        Map<String, String> resources =
                words(fields, "resources", "a class of things such as mail", RequestMapping::noun);
        return mistakes.isEmpty()
                ? Optional.of(new SetSettings(
                        unmatched,
                        new RequestMapping(tools, actions, resources),
                        PolicyVersion.ofText(text),
                        fields.place()))
                : Optional.empty();
    }

    private Map<String, String> words(Fields fields, String name, String form, Consumer<String> check) {
        Map<String, String> found = new LinkedHashMap<>();
        fields.member(name).ifPresent(yaml -> {
            if (!(yaml instanceof Yaml.Mapping(Map<String, Yaml.Member> members, Place _))) {
                fields.wrong(yaml, name, "must be a mapping of names to %s, but is %s".formatted(form, yaml.shape()));
                return;
            }
            members.values()
                    .forEach(member -> fields.value(name + "." + member.key(), member.value(), form, text -> {
                                check.accept(text);
                                return text;
                            })
                            .ifPresent(text -> found.put(member.key(), text)));
        });
        return found;
    }
}
