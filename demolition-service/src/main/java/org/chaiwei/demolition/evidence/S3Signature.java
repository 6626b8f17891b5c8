package org.chaiwei.demolition.evidence;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request as S3 wants it (AWS Signature Version 4, in headers, for a path that needs no escaping and has no query). Pure.
 *
 * @param accessKey the public half of the credentials
 * @param secretKey never sent
 */
record S3Signature(String region, String accessKey, String secretKey) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SERVICE = "s3";
    private static final String END = "aws4_request";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * The headers that make the request valid for some minutes from {@code at} on: those given, and time, content and signature.
     *
     * @param given in lower case; all of them are signed
     * @param contentSha256 of the body, 64 hexadecimal digits
     */
    SortedMap<String, String> sign(
            String method, URI address, Map<String, String> given, String contentSha256, Instant at) {
        var time = TIME.format(at);
        var headers = new TreeMap<>(given);
        headers.put("x-amz-date", time);
        headers.put("x-amz-content-sha256", contentSha256);
        var signed = new TreeMap<>(headers);
        signed.put("host", address.getAuthority());
        var names = String.join(";", signed.keySet());
        var request = String.join(
                "\n",
                method,
                address.getRawPath(),
                "",
                signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                        .collect(Collectors.joining()),
                names,
                contentSha256);
        var scope = String.join("/", time.substring(0, 8), region, SERVICE, END);
        var signature = HexFormat.of()
                .formatHex(hmac(
                        key(time.substring(0, 8)),
                        String.join("\n", ALGORITHM, time, scope, sha256(request.getBytes(StandardCharsets.UTF_8)))));
        headers.put(
                "authorization",
                "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                        .formatted(ALGORITHM, accessKey, scope, names, signature));
        return headers;
    }

    private byte[] key(String day) {
        var key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (var part : new String[] {day, region, SERVICE, END}) key = hmac(key, part);
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "S3Signature[" + accessKey + "]";
    }
}
