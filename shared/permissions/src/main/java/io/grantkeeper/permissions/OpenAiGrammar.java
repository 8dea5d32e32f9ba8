package io.grantkeeper.permissions;

/** The grammar of OpenAI API key permissions: {@code api.files.write} includes {@code api.files.read}. */
final class OpenAiGrammar extends PermissionWordGrammar {
    private static final String READ = ".read";
    private static final String WRITE = ".write";

    @Override
    public boolean covers(String broader, String narrower) {
        return broader.equals(narrower)
                || (broader.endsWith(WRITE)
                        && narrower.endsWith(READ)
                        && broader.substring(0, broader.length() - WRITE.length())
                                .equals(narrower.substring(0, narrower.length() - READ.length())));
    }
}
