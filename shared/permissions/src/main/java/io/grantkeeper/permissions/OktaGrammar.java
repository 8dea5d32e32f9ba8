package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;

/** Okta scopes: {@code okta.<things>.read} and {@code okta.<things>.manage}, over the whole organisation. */
final class OktaGrammar implements Grammar {
    @Override
    public boolean covers(String wider, String narrower) {
        return wider.equals(narrower)
                || (wider.endsWith(".manage")
                        && narrower.endsWith(".read")
                        && base(wider, ".manage").equals(base(narrower, ".read")));
    }

    private static String base(String key, String suffix) {
        return key.substring(0, key.length() - suffix.length());
    }

    @Override
    public Optional<Reading> read(String key, Optional<PermissionKind> kind, RuleBook rules) {
        String bare = key.startsWith("okta.") ? key.substring("okta.".length()) : key;
        int dot = bare.lastIndexOf('.');
        String verb = bare.substring(dot + 1);
        String things = dot < 0 ? bare : bare.substring(0, dot);
        String actions =
                switch (verb) {
                    case "read" -> "r";
                    case "manage" -> Verbs.ALL_BUT_ADMINISTER;
                    default -> "";
                };
        Optional<RuleBook.Word> known = rules.word(things);
        if (known.isPresent() && !actions.isEmpty()) {
            return Optional.of(reading(known.get(), actions, Source.DERIVED));
        }
        String guessed = actions.isEmpty() ? Verbs.ALL_BUT_ADMINISTER : actions;
        return known.or(() -> WordGrammar.hint(List.of(bare.split("[.]", -1)), rules))
                .map(word -> reading(word, guessed, Source.INFERRED));
    }

    @Override
    public Optional<Reading> readStructure(String key, Optional<PermissionKind> kind) {
        return WordGrammar.readStructure(key.startsWith("okta.") ? key.substring("okta.".length()) : key, Reach.TENANT);
    }

    private static Reading reading(RuleBook.Word word, String actions, Source source) {
        Reach reach = word.reach().orElse(Reach.TENANT);
        return Reading.of(word.thing(), actions, reach, source);
    }
}
