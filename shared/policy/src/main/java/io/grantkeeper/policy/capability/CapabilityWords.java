package io.grantkeeper.policy.capability;

import io.grantkeeper.permissions.CapabilityAction;
import io.grantkeeper.permissions.ResourceClass;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The words for actions and resource classes. The first word for each action or class is the standard one; the others
 * are accepted as synonyms in documents and requests.
 */
final class CapabilityWords {
    private static final Map<CapabilityAction, List<String>> VERBS = new EnumMap<>(CapabilityAction.class);
    private static final Map<ResourceClass, List<String>> NOUNS = new EnumMap<>(ResourceClass.class);
    private static final Map<String, CapabilityAction> ACTIONS = new HashMap<>();
    private static final Map<String, ResourceClass> CLASSES = new HashMap<>();

    static {
        verbs(CapabilityAction.LIST, "list, see, enumerate");
        verbs(CapabilityAction.READ, "read, view, get, search, query, fetch, download, export, retrieve, lookup, find");
        verbs(CapabilityAction.CREATE, "create, add, register, insert, upload");
        verbs(CapabilityAction.WRITE, "change, write, edit, update, modify, put, patch, rename");
        verbs(CapabilityAction.DELETE, "delete, remove, destroy, purge, erase, trash");
        verbs(CapabilityAction.SEND, "send, post, publish, reply, forward, notify");
        verbs(CapabilityAction.SHARE, "share, invite");
        verbs(CapabilityAction.RUN, "run, execute, invoke, start, trigger, deploy");
        verbs(CapabilityAction.ADMINISTER, "administer, admin, manage, configure, control");
        verbs(CapabilityAction.IMPERSONATE, "act as, impersonate, sudo");

        nouns(ResourceClass.MAIL, "mail, email, e-mail, mailbox, gmail, outlook, inbox");
        nouns(ResourceClass.FILES, "files, file, drive, folder, onedrive, sharepoint");
        nouns(ResourceClass.CALENDAR, "calendars, calendar, event, calendar event");
        nouns(ResourceClass.CHAT, "chat, channel, slack, chat message");
        nouns(ResourceClass.MEETINGS, "meetings, meeting, recording, transcript");
        nouns(ResourceClass.CONTACTS, "contacts, contact");
        nouns(ResourceClass.TASKS, "tasks, task");
        nouns(ResourceClass.NOTES, "notes, note");
        nouns(ResourceClass.CODE, "code, repository, repositories, repo, pull request, commit, branch");
        nouns(ResourceClass.WORKFLOWS, "workflows, workflow, pipeline, build");
        nouns(ResourceClass.PACKAGES, "packages, package, artifact");
        nouns(ResourceClass.SECRETS, "secrets, secret, credential, password, vault");
        nouns(ResourceClass.DIRECTORY, "the directory, directory, directory user, directory group");
        nouns(
                ResourceClass.IDENTITY_ADMINISTRATION,
                "identities, identity, identity administration, role assignment, role, service principal");
        nouns(ResourceClass.POLICY, "policies, policy");
        nouns(ResourceClass.AUDIT, "audit logs, audit log, audit");
        nouns(ResourceClass.SECURITY, "security settings, security, security alert");
        nouns(ResourceClass.FINANCE, "finance records, finance, invoice, payment, billing, refund");
        nouns(ResourceClass.CRM, "customer records, crm, customer, lead, opportunity");
        nouns(ResourceClass.TICKETS, "tickets, ticket, issue");
        nouns(ResourceClass.DOCUMENTS, "documents, document, contract, page, wiki");
        nouns(ResourceClass.DATA_WAREHOUSE, "warehouse data, data warehouse, database, table");
        nouns(ResourceClass.INFRASTRUCTURE, "infrastructure, server, cluster, instance, deployment");
        nouns(ResourceClass.DEVICES, "devices, device");
        nouns(ResourceClass.PROFILE, "profiles, profile");
        nouns(ResourceClass.AI_MODELS, "AI models, ai model, model, prompt");
        nouns(ResourceClass.APPS, "apps, app, application, integration");
        nouns(ResourceClass.ANALYTICS, "analytics, report, dashboard");
        nouns(ResourceClass.MARKETING, "marketing, campaign, newsletter");
        nouns(ResourceClass.EDUCATION, "education records, education, course");
        nouns(ResourceClass.HEALTH, "health records, health, patient");
        nouns(ResourceClass.LOCATION, "locations, location");
        nouns(ResourceClass.CONTENT, "content, site");
        nouns(ResourceClass.SETTINGS, "settings, setting, configuration");
        nouns(ResourceClass.TELEPHONY, "telephony, phone, call, sms");
        nouns(ResourceClass.EVERYTHING, "everything");
        nouns(ResourceClass.SESSION, "sessions, session");
        nouns(ResourceClass.OTHER, "other things, other");
    }

    private CapabilityWords() {}

    private static void verbs(CapabilityAction action, String words) {
        VERBS.put(action, List.of(words.split(", ", -1)));
        for (String word : VERBS.getOrDefault(action, List.of())) {
            ACTIONS.put(word, action);
        }
        ACTIONS.put(action.wireName(), action);
    }

    private static void nouns(ResourceClass resource, String words) {
        NOUNS.put(resource, List.of(words.split(", ", -1)));
        for (String word : NOUNS.getOrDefault(resource, List.of())) {
            CLASSES.put(normalize(word), resource);
        }
        CLASSES.put(normalize(resource.wireName()), resource);
    }

    static String verb(CapabilityAction action) {
        return VERBS.getOrDefault(action, List.of(action.wireName())).getFirst();
    }

    static String noun(ResourceClass resource) {
        return NOUNS.getOrDefault(resource, List.of(resource.wireName())).getFirst();
    }

    static Optional<CapabilityAction> action(String word) {
        return Optional.ofNullable(ACTIONS.get(normalize(word)));
    }

    /** Returns the resource class that a word names, in the singular or the plural; empty if the word is unknown. */
    static Optional<ResourceClass> resource(String words) {
        String normal = normalize(words);
        ResourceClass found = CLASSES.get(normal);
        if (found == null && normal.endsWith("s")) {
            found = CLASSES.get(normal.substring(0, normal.length() - 1));
        }
        return Optional.ofNullable(found);
    }

    static List<String> allVerbs() {
        return Arrays.stream(CapabilityAction.values())
                .map(CapabilityWords::verb)
                .toList();
    }

    static List<String> allNouns() {
        return Arrays.stream(ResourceClass.values()).map(CapabilityWords::noun).toList();
    }

    /** Converts words to lowercase with single spaces and without a leading article. */
    static String normalize(String words) {
        String normal = words.toLowerCase(Locale.ROOT)
                .replace('-', ' ')
                .replace('_', ' ')
                .strip();
        return normal.startsWith("the ") ? normal.substring(4) : normal;
    }
}
