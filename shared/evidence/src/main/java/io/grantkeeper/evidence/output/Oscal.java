package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.CheckResult;
import io.grantkeeper.evidence.check.Deviation;
import io.grantkeeper.evidence.history.Told;
import io.grantkeeper.evidence.history.Traces;
import io.grantkeeper.evidence.mapping.Control;
import io.grantkeeper.evidence.mapping.Mapping;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.Proof;
import io.grantkeeper.evidence.report.Report;
import io.grantkeeper.evidence.report.Verdict;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OSCAL 1.1.3 assessment results: a finding a control, an observation a check, a risk an exception, and the proofs and
 * the checkpoint as resources in the back matter, so that the one file can be checked.
 */
public final class Oscal {
    private static final String VERSION = "1.1.3";
    private static final String NAMESPACE = "urn:grantkeeper:evidence";

    private final Report report;
    private final NameUuid names;
    private final Map<Long, String> resources = new LinkedHashMap<>();
    private final Map<String, String> observations = new LinkedHashMap<>();
    private final Map<String, String> risks = new LinkedHashMap<>();

    private Oscal(Report report) {
        this.report = report;
        this.names = NameUuid.of("%s/%s/%s/%d"
                .formatted(
                        report.tenant(),
                        report.framework().code(),
                        report.period(),
                        report.log().size()));
    }

    /** The document, pretty printed, with a line feed at its end. */
    public static String write(Report report) {
        ObjectNode document = new Oscal(report).document();
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static ObjectNode object() {
        return JsonTrees.object();
    }

    private static ArrayNode array() {
        return JsonTrees.array();
    }

    private ObjectNode document() {
        report.proofs().forEach(proof -> resources.put(proof.told().index(), names.name("proof/" + proof.name())));
        ObjectNode results = object();
        results.put("uuid", names.name("assessment-results"));
        results.set("metadata", metadata());
        results.set(
                "import-ap",
                object().put("href", "#" + names.name("plan"))
                        .put("remarks", "The plan is what Grantkeeper asks of its record at all times."));
        results.set("results", array().add(result()));
        results.set("back-matter", object().set("resources", backMatter()));
        ObjectNode document = object();
        document.set("assessment-results", results);
        return document;
    }

    private ObjectNode metadata() {
        ObjectNode metadata = object();
        metadata.put(
                "title",
                line("%s: evidence of %s, %s".formatted(report.framework().title(), report.tenant(), report.period())));
        metadata.put("last-modified", report.period().until().toString());
        metadata.put("version", String.valueOf(report.log().size()));
        metadata.put("oscal-version", VERSION);
        metadata.set(
                "props",
                array().add(prop("framework", report.framework().code()))
                        .add(prop("tenant", report.tenant().value()))
                        .add(prop("sample-seed", report.seed())));
        metadata.set(
                "parties",
                array().add(object().put("uuid", names.name("party"))
                        .put("type", "organization")
                        .put("name", report.tenant().value())));
        metadata.put(
                "remarks",
                "The time of the last change is the end of the period: the document depends on the period and the"
                        + " checkpoint alone. Identifiers are their publisher's; all words are Grantkeeper's own. "
                        + report.framework().checked());
        return metadata;
    }

    private ObjectNode result() {
        ObjectNode result = object();
        result.put("uuid", names.name("result"));
        result.put("title", line("Period " + report.period()));
        result.put(
                "description",
                "What the ledger %s shows of the period, from %d entries told of it, under its checkpoint of %d entries."
                        .formatted(
                                report.log().origin(),
                                report.entries(),
                                report.log().size()));
        result.put("start", report.period().from().toString());
        result.put("end", report.period().until().toString());
        result.set(
                "props",
                array().add(prop("checkpoint-size", String.valueOf(report.log().size())))
                        .add(prop("checkpoint-root", report.log().root()))
                        .add(prop("controls-met", String.valueOf(report.count(Verdict.MET))))
                        .add(prop("controls-with-exceptions", String.valueOf(report.count(Verdict.EXCEPTIONS))))
                        .add(prop("controls-unknown", String.valueOf(report.count(Verdict.UNKNOWN)))));
        ArrayNode selected = array();
        report.framework().controls().forEach(control -> selected.add(object().put("control-id", control.token())));
        result.set(
                "reviewed-controls",
                object().set("control-selections", array().add(object().set("include-controls", selected))));
        ArrayNode all = array();
        ArrayNode allRisks = array();
        checks().values().forEach(check -> {
            check.deviations().forEach(deviation -> allRisks.add(risk(check, deviation)));
            all.add(observation(check));
        });
        report.gaps().forEach(gap -> all.add(observation(gap)));
        put(result, "observations", all);
        put(result, "risks", allRisks);
        ArrayNode findings = array();
        report.controls().forEach(control -> findings.add(finding(control)));
        put(result, "findings", findings);
        return result;
    }

    /** Each check once, however many controls it speaks for. */
    private Map<String, CheckResult> checks() {
        return report.controls().stream()
                .flatMap(control -> control.checks().stream())
                .collect(Collectors.toMap(
                        check -> check.check().code(), check -> check, (first, _) -> first, LinkedHashMap::new));
    }

    private ObjectNode observation(CheckResult check) {
        String uuid = names.name("observation/" + check.check().code());
        observations.put(check.check().code(), uuid);
        ObjectNode observation = object();
        observation.put("uuid", uuid);
        observation.put("title", line(check.check().question()));
        observation.put(
                "description",
                "Population %d, sample %d, exceptions %d (open %d, ended %d, accepted %d)."
                        .formatted(
                                check.sample().population(),
                                check.sample().drawn().size(),
                                check.deviations().size(),
                                check.count(Deviation.State.OPEN),
                                check.count(Deviation.State.ENDED),
                                check.count(Deviation.State.ACCEPTED)));
        ArrayNode props = array().add(prop("check", check.check().code()))
                .add(prop("capability", check.check().capability().code()))
                .add(prop("population", String.valueOf(check.sample().population())))
                .add(prop("sample", String.valueOf(check.sample().drawn().size())))
                .add(prop("exceptions-open", String.valueOf(check.count(Deviation.State.OPEN))));
        check.ran()
                .forEach((kind, count) ->
                        props.add(prop("ran", String.valueOf(count)).put("class", token(kind))));
        observation.set("props", props);
        observation.set("methods", array().add("EXAMINE").add("TEST"));
        observation.set("types", array().add("control-objective"));
        ArrayNode evidence = array();
        check.sample().drawn().forEach(item -> evidence.add(evidence(item.told(), "Sampled: " + item.subject())));
        put(observation, "relevant-evidence", evidence);
        observation.put("collected", report.period().until().toString());
        return observation;
    }

    private ObjectNode observation(Traces.Gap gap) {
        ObjectNode observation = object();
        observation.put("uuid", names.name("gap/" + gap.opened().id()));
        observation.put("title", line("Not seen: %s of %s".formatted(gap.stream(), gap.connection())));
        observation.put(
                "description",
                "Since %s (%s), %s."
                        .formatted(
                                gap.opened().at(),
                                gap.problem(),
                                gap.closed()
                                        .map(closed -> "until " + closed.at())
                                        .orElse("and still at the end of the period")));
        observation.set("methods", array().add("EXAMINE"));
        observation.set("types", array().add("historic"));
        ArrayNode evidence = array().add(evidence(gap.opened(), "The gap was opened"));
        gap.closed().ifPresent(closed -> evidence.add(evidence(closed, "The gap was closed")));
        observation.set("relevant-evidence", evidence);
        observation.put("collected", gap.opened().at().toString());
        return observation;
    }

    private ObjectNode evidence(Told told, String description) {
        ObjectNode evidence = object();
        Optional.ofNullable(resources.get(told.index())).ifPresent(uuid -> evidence.put("href", "#" + uuid));
        evidence.put("description", "%s (entry %d, %s)".formatted(description, told.index(), told.kind()));
        return evidence;
    }

    private ObjectNode risk(CheckResult check, Deviation deviation) {
        String key = riskKey(check, deviation);
        String uuid = names.name("risk/" + key);
        risks.put(key, uuid);
        ObjectNode risk = object();
        risk.put("uuid", uuid);
        risk.put("title", line("%s: %s".formatted(deviation.subject(), deviation.what())));
        risk.put("description", "%s: %s.".formatted(deviation.subject(), deviation.what()));
        risk.put("statement", "It should hold that: " + check.check().question());
        ArrayNode props = array().add(
                        prop("entry", String.valueOf(deviation.told().index())))
                .add(prop("state", deviation.state().words()));
        deviation.ended().ifPresent(ended -> props.add(prop("ended-by-entry", String.valueOf(ended.index()))));
        deviation
                .acceptance()
                .ifPresent(acceptance -> props.add(prop(
                                "accepted-by-entry",
                                String.valueOf(acceptance.told().index())))
                        .add(prop("accepted-as", acceptance.by())));
        risk.set("props", props);
        risk.put("status", status(deviation.state()));
        return risk;
    }

    private static String riskKey(CheckResult check, Deviation deviation) {
        return check.check().code() + "/" + deviation.told().id() + "/" + deviation.what();
    }

    private static String status(Deviation.State state) {
        return switch (state) {
            case OPEN -> "open";
            case ENDED -> "closed";
            case ACCEPTED -> "deviation-approved";
        };
    }

    private ObjectNode finding(ControlReport control) {
        ObjectNode finding = object();
        finding.put("uuid", names.name("finding/" + control.control().id()));
        finding.put(
                "title",
                line("%s %s".formatted(control.control().id(), control.control().title())));
        finding.put("description", description(control));
        ArrayNode props = array().add(prop("control", control.control().id()))
                .add(prop("verdict", control.verdict().word()))
                .add(prop("mapping", control.control().standing().words()));
        finding.set("props", props);
        ObjectNode status = object();
        status.put("state", control.verdict() == Verdict.MET ? "satisfied" : "not-satisfied");
        status.put("reason", reason(control.verdict()));
        if (!control.because().isEmpty()) {
            status.put("remarks", String.join(" ", control.because()));
        }
        ObjectNode target = object();
        target.put("type", "objective-id");
        target.put("target-id", control.control().token());
        target.set("status", status);
        finding.set("target", target);
        ArrayNode related = array();
        ArrayNode relatedRisks = array();
        for (CheckResult check : control.checks()) {
            String uuid = observations.get(check.check().code());
            if (uuid != null) {
                related.add(object().put("observation-uuid", uuid));
            }
            check.deviations()
                    .forEach(deviation ->
                            relatedRisks.add(object().put("risk-uuid", risks.get(riskKey(check, deviation)))));
        }
        put(finding, "related-observations", related);
        put(finding, "related-risks", relatedRisks);
        return finding;
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case MET -> "pass";
            case EXCEPTIONS -> "fail";
            case UNKNOWN -> "other";
        };
    }

    private static String description(ControlReport report) {
        Control control = report.control();
        List<String> sentences = new ArrayList<>();
        sentences.add(report.verdict().sentence() + ".");
        for (Mapping mapping : control.mappings()) {
            sentences.add("%s: %s Why it speaks for this control: %s (%s)."
                    .formatted(
                            mapping.capability().title(),
                            mapping.capability().required(),
                            mapping.reason(),
                            mapping.standing().words()));
        }
        return String.join("\n\n", sentences);
    }

    private ArrayNode backMatter() {
        ArrayNode all = array();
        all.add(object().put("uuid", names.name("plan"))
                .put("title", "Assessment plan")
                .put("description", "Grantkeeper's checks, as docs/evidence.md of its repository describes them."));
        all.add(resource(
                names.name("checkpoint"),
                "Checkpoint of %d entries".formatted(report.log().size()),
                "The signed checkpoint under which all of this stands.",
                "checkpoint",
                report.log().note().getBytes(StandardCharsets.UTF_8)));
        if (!report.log().keys().isEmpty()) {
            all.add(resource(
                    names.name("keys"),
                    "Public keys of the log",
                    "Get them by another way too: who writes this file could write keys into it.",
                    "keys.txt",
                    (String.join("\n", report.log().keys()) + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        for (Proof proof : report.proofs()) {
            all.add(resource(
                    names.name("proof/" + proof.name()),
                    "Proof of entry %d".formatted(proof.told().index()),
                    "%s, told of %s".formatted(proof.told().kind(), proof.told().at()),
                    proof.name(),
                    proof.file().array()));
        }
        return all;
    }

    private static ObjectNode resource(String uuid, String title, String description, String file, byte[] content) {
        ObjectNode resource = object();
        resource.put("uuid", uuid);
        resource.put("title", title);
        resource.put("description", description);
        resource.set(
                "base64",
                object().put("filename", file)
                        .put("media-type", "text/plain")
                        .put("value", Base64.getEncoder().encodeToString(content)));
        return resource;
    }

    private static ObjectNode prop(String name, String value) {
        return object().put("name", name).put("ns", NAMESPACE).put("value", line(value));
    }

    private static String token(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    /** OSCAL's lists have at least one member or are not there. */
    private static void put(ObjectNode parent, String name, ArrayNode list) {
        if (!list.isEmpty()) {
            parent.set(name, list);
        }
    }

    /** One line without white space at its ends, as OSCAL's strings are. */
    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "-" : line;
    }
}
