package io.grantkeeper.policy.cedar;

import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.export.CedarSchema;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.RequestFlag;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts requests and facts to Cedar entities and a Cedar context. Unknown values are omitted. */
final class CedarInputs {
    static final EntityTypeName SUBJECT = type("Subject");
    static final EntityTypeName ACTION = type("Action");
    static final EntityTypeName RESOURCE = type("Resource");

    private final CedarSchema schema;

    CedarInputs(CedarSchema schema) {
        this.schema = schema;
    }

    static EntityTypeName type(String name) {
        return EntityTypeName.parse("Grantkeeper::" + name).orElseThrow();
    }

    Entities entities(EntityUID principal, EntityUID resource, RequestFacts facts) {
        Map<String, Value> thing = new HashMap<>();
        thing.put("type", new PrimString(facts.request().resource().type()));
        var container = facts.container();
        if (container != null) {
            thing.put("container", new PrimString(container.wireName()));
        }
        return new Entities(
                Set.of(new Entity(principal, subject(facts), Set.of()), new Entity(resource, thing, Set.of())));
    }

    private static Map<String, Value> subject(RequestFacts facts) {
        Map<String, Value> attributes = new HashMap<>();
        switch (facts.subject()) {
            case SubjectFacts.Stranger _ -> attributes.put("standing", new PrimString("stranger"));
            case SubjectFacts.NotAnIdentity _ -> attributes.put("standing", new PrimString("other"));
            case SubjectFacts.Known identity -> {
                attributes.put("standing", new PrimString("known"));
                attributes.put("kind", new PrimString(identity.kind().code()));
                if (identity.ai() != AiVerdict.UNKNOWN) {
                    attributes.put("ai", new PrimBool(identity.ai() == AiVerdict.YES));
                }
                attributes.put("provider", new PrimString(identity.provider()));
                put(attributes, "product", identity.product());
                put(attributes, "publisher", identity.publisher());
                put(attributes, "department", identity.ownerDepartment());
                if (identity.risk() != Severity.UNKNOWN) {
                    attributes.put("risk", new PrimString(identity.risk().name().toLowerCase(Locale.ROOT)));
                }
                attributes.put("tags", stringSet(identity.tags()));
                attributes.put("approved", new PrimBool(identity.approved()));
                attributes.put("ownerKnown", new PrimBool(identity.ownerKnown()));
                switch (identity.oldestCredential()) {
                    case Timestamp.At(var made) ->
                        attributes.put(
                                "credentialAge",
                                new PrimLong(facts.request().at().getEpochSecond() - made.getEpochSecond()));
                    case Timestamp.Never _ -> attributes.put("credentialAge", new PrimLong(-1L));
                    case Timestamp.Unknown _ -> {}
                }
            }
        }
        return attributes;
    }

    private static void put(Map<String, Value> attributes, String name, KnownOrUnknown<String> fact) {
        fact.toOptional().ifPresent(text -> attributes.put(name, new PrimString(text)));
    }

    Map<String, Value> context(RequestFacts facts, boolean approved, boolean requesting) {
        Map<String, Value> context = new HashMap<>();
        context.put("approved", new PrimBool(approved));
        context.put("requesting", new PrimBool(requesting));
        context.put("action", new PrimString(facts.request().action()));
        context.put("now", new PrimLong(facts.request().at().toEpochMilli()));
        var reach = facts.reach();
        if (reach != null) {
            context.put("reach", new PrimString(reach.wireName()));
        }
        byte[] address = facts.address();
        if (address != null) {
            context.put("ip", new IpAddress(NetworkRange.text(address)));
        }
        for (RequestFlag flag : RequestFlag.values()) {
            put(context, flag.cedarAttribute(), facts.flag(flag));
        }
        put(context, "methods", facts.methods());
        put(context, "sinceAuthentication", facts.sinceAuthentication());
        CedarMap minutes = new CedarMap();
        schema.zones().forEach(zone -> minutes.put(zone, new PrimLong((long) facts.minuteOfWeek(ZoneId.of(zone)))));
        context.put("minutes", minutes);
        CedarMap texts = new CedarMap();
        schema.texts().forEach(attribute -> put(texts, attribute.toString(), facts.strings(attribute)));
        context.put("texts", texts);
        CedarMap truths = new CedarMap();
        schema.truths().forEach(attribute -> put(truths, attribute.toString(), facts.booleanValue(attribute)));
        context.put("truths", truths);
        CedarMap wholes = new CedarMap();
        schema.wholes().forEach(attribute -> put(wholes, attribute.toString(), facts.integerValue(attribute)));
        context.put("wholes", wholes);
        return context;
    }

    private static void put(Map<String, Value> values, String name, @Nullable Boolean value) {
        if (value != null) {
            values.put(name, new PrimBool(value));
        }
    }

    private static void put(Map<String, Value> values, String name, @Nullable Long value) {
        if (value != null) {
            values.put(name, new PrimLong(value));
        }
    }

    private static void put(Map<String, Value> values, String name, @Nullable Set<String> value) {
        if (value != null) {
            values.put(name, stringSet(value));
        }
    }

    private static Value stringSet(Collection<String> texts) {
        List<Value> values = texts.stream().<Value>map(PrimString::new).toList();
        return new CedarList(values);
    }
}
